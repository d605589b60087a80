import { conversationsAttachmentDefinition } from "./conversationsAttachment";
import { customOperatorDefinition } from "./customOperator";
import { intelligenceConfigurationDefinition } from "./intelligenceConfiguration";
import { languageOperatorDefinition } from "./languageOperator";
import { Lifecycle } from "./lifecycle";
import { operatorAttachmentDefinition } from "./operatorAttachment";
import { serviceDefinition } from "./service";
import { transcriptDefinition } from "./transcript";

/*
 * The state of every stack names these exports: `require("pulumi-twilio-intelligence/provider").Service`. A release that renames
 * one can neither refresh nor delete what an earlier release made.
 */
export const Service = new Lifecycle(serviceDefinition);
export const CustomOperator = new Lifecycle(customOperatorDefinition);
export const OperatorAttachment = new Lifecycle(operatorAttachmentDefinition);
export const Transcript = new Lifecycle(transcriptDefinition);
export const LanguageOperator = new Lifecycle(languageOperatorDefinition);
export const ConversationsAttachment = new Lifecycle(conversationsAttachmentDefinition);
export const IntelligenceConfiguration = new Lifecycle(intelligenceConfigurationDefinition);
