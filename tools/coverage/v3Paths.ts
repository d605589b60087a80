import * as configurations from "../../api/v3/configurations";
import * as conversations from "../../api/v3/conversations";
import * as languageOperators from "../../api/v3/operators";
import { type Path, TTID } from "./path";

const CONFIGURATION = `intelligence_configuration_${TTID}`;
const RULE = `intelligence_configurationrule_${TTID}`;
const OPERATOR = `intelligence_operator_${TTID}`;
const RESULT = `intelligence_operatorresult_${TTID}`;
const CONVERSATION = `conv_conversation_${TTID}`;
const RUNS = "Client only: it runs a rule and creates no object to manage.";
const DELETES = "Client only: operator results are not managed as resources.";

/** Paths of the Intelligence API, version 3. */
export const v3Paths: Path[] = [
  {
    method: "POST",
    path: "/v3/ControlPlane/Configurations",
    sdk: ["IntelligenceConfiguration"],
    call: (c) => configurations.createConfiguration(c, { displayName: "a", rules: [] }),
  },
  {
    method: "GET",
    path: "/v3/ControlPlane/Configurations",
    sdk: ["getIntelligenceConfiguration", "getIntelligenceConfigurations"],
    call: (c) => configurations.listConfigurations(c).next(),
  },
  {
    method: "GET",
    path: "/v3/ControlPlane/Configurations/{id}",
    sdk: ["IntelligenceConfiguration", "getIntelligenceConfiguration"],
    call: (c) => configurations.fetchConfiguration(c, CONFIGURATION),
  },
  {
    method: "PUT",
    path: "/v3/ControlPlane/Configurations/{id}",
    sdk: ["IntelligenceConfiguration"],
    call: (c) => configurations.replaceConfiguration(c, CONFIGURATION, { displayName: "a", rules: [] }, 1),
  },
  {
    method: "DELETE",
    path: "/v3/ControlPlane/Configurations/{id}",
    sdk: ["IntelligenceConfiguration"],
    call: (c) => configurations.deleteConfiguration(c, CONFIGURATION),
  },
  {
    method: "POST",
    path: "/v3/ControlPlane/Operators",
    sdk: ["LanguageOperator"],
    call: (c) => languageOperators.createLanguageOperator(c, { displayName: "a" }),
  },
  {
    method: "GET",
    path: "/v3/ControlPlane/Operators",
    sdk: ["getLanguageOperator", "getLanguageOperators", "getTwilioOperator"],
    call: (c) => languageOperators.listLanguageOperators(c).next(),
  },
  {
    method: "GET",
    path: "/v3/ControlPlane/Operators/{id}",
    sdk: ["LanguageOperator", "getLanguageOperator"],
    call: (c) => languageOperators.fetchLanguageOperator(c, OPERATOR),
  },
  {
    method: "PUT",
    path: "/v3/ControlPlane/Operators/{id}",
    sdk: ["LanguageOperator"],
    call: (c) => languageOperators.replaceLanguageOperator(c, OPERATOR, { displayName: "a" }, "1"),
  },
  {
    method: "DELETE",
    path: "/v3/ControlPlane/Operators/{id}",
    sdk: ["LanguageOperator"],
    call: (c) => languageOperators.deleteLanguageOperator(c, OPERATOR),
  },
  {
    method: "GET",
    path: "/v3/ControlPlane/Operators/{id}/Versions",
    sdk: ["getLanguageOperatorVersions"],
    call: (c) => languageOperators.listLanguageOperatorVersions(c, OPERATOR).next(),
  },
  {
    method: "GET",
    path: "/v3/ControlPlane/Operators/{id}/Versions/{version}",
    sdk: ["getLanguageOperatorVersion", "IntelligenceConfiguration"],
    call: (c) => languageOperators.fetchLanguageOperatorVersion(c, OPERATOR, 1),
  },
  {
    method: "GET",
    path: "/v3/Conversations",
    sdk: ["getConversations"],
    call: (c) => conversations.listConversations(c).next(),
  },
  {
    method: "GET",
    path: "/v3/Conversations/{id}",
    sdk: ["getConversation"],
    call: (c) => conversations.fetchConversation(c, CONVERSATION),
  },
  {
    method: "GET",
    path: "/v3/OperatorResults",
    sdk: ["getOperatorResults"],
    call: (c) => conversations.listOperatorResults(c).next(),
  },
  {
    method: "GET",
    path: "/v3/OperatorResults/{operatorResultId}",
    sdk: ["getOperatorResult"],
    call: (c) => conversations.fetchOperatorResult(c, RESULT),
  },
  {
    method: "DELETE",
    path: "/v3/OperatorResults/{operatorResultId}",
    sdk: [],
    call: (c) => conversations.deleteOperatorResult(c, RESULT),
    reason: DELETES,
  },
  {
    method: "POST",
    path: "/v3/RuleExecutions",
    sdk: [],
    call: (c) =>
      conversations.executeRule(c, {
        intelligenceConfigurationId: CONFIGURATION,
        ruleId: RULE,
        conversationId: CONVERSATION,
      }),
    reason: RUNS,
  },
];
