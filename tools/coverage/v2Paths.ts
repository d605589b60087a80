import * as attachments from "../../api/v2/attachments";
import * as operators from "../../api/v2/operators";
import * as services from "../../api/v2/services";
import * as transcripts from "../../api/v2/transcripts";
import type { Path } from "./path";

const GA = `GA${"0".repeat(32)}`;
const LY = `LY${"0".repeat(32)}`;
const GT = `GT${"0".repeat(32)}`;

/** Paths of the Intelligence API, version 2. */
export const v2Paths: Path[] = [
  {
    method: "POST",
    path: "/v2/Services",
    sdk: ["Service"],
    call: (c) => services.createService(c, { UniqueName: "a" }),
  },
  {
    method: "GET",
    path: "/v2/Services",
    sdk: ["getService", "getServices"],
    call: (c) => services.listServices(c).next(),
  },
  {
    method: "GET",
    path: "/v2/Services/{Sid}",
    sdk: ["Service", "getService"],
    call: (c) => services.fetchService(c, GA),
  },
  { method: "POST", path: "/v2/Services/{Sid}", sdk: ["Service"], call: (c) => services.updateService(c, GA, {}, "1") },
  { method: "DELETE", path: "/v2/Services/{Sid}", sdk: ["Service"], call: (c) => services.deleteService(c, GA) },
  {
    method: "POST",
    path: "/v2/Services/{ServiceSid}/Operators/{OperatorSid}",
    sdk: ["OperatorAttachment"],
    call: (c) => attachments.attachOperator(c, GA, LY),
  },
  {
    method: "DELETE",
    path: "/v2/Services/{ServiceSid}/Operators/{OperatorSid}",
    sdk: ["OperatorAttachment"],
    call: (c) => attachments.detachOperator(c, GA, LY),
  },
  {
    method: "GET",
    path: "/v2/Services/{ServiceSid}/Operators",
    sdk: ["OperatorAttachment", "getOperatorAttachments"],
    call: (c) => attachments.fetchAttachments(c, GA),
  },
  { method: "GET", path: "/v2/Operators", sdk: ["getOperators"], call: (c) => operators.listOperators(c).next() },
  { method: "GET", path: "/v2/Operators/{Sid}", sdk: ["getOperator"], call: (c) => operators.fetchOperator(c, LY) },
  {
    method: "GET",
    path: "/v2/Operators/PreBuilt",
    sdk: ["getPreBuiltOperator", "getOperators"],
    call: (c) => operators.listOperators(c, "preBuilt").next(),
  },
  {
    method: "GET",
    path: "/v2/Operators/PreBuilt/{Sid}",
    sdk: ["getOperator"],
    call: (c) => operators.fetchOperator(c, LY, "preBuilt"),
  },
  {
    method: "POST",
    path: "/v2/Operators/Custom",
    sdk: ["CustomOperator"],
    call: (c) => operators.createCustomOperator(c, { FriendlyName: "a", OperatorType: "Generative", Config: {} }),
  },
  {
    method: "GET",
    path: "/v2/Operators/Custom",
    sdk: ["getOperators"],
    call: (c) => operators.listOperators(c, "custom").next(),
  },
  {
    method: "GET",
    path: "/v2/Operators/Custom/{Sid}",
    sdk: ["CustomOperator", "getOperator"],
    call: (c) => operators.fetchOperator(c, LY, "custom"),
  },
  {
    method: "POST",
    path: "/v2/Operators/Custom/{Sid}",
    sdk: ["CustomOperator"],
    call: (c) => operators.updateCustomOperator(c, LY, { FriendlyName: "a", Config: {} }, "1"),
  },
  {
    method: "DELETE",
    path: "/v2/Operators/Custom/{Sid}",
    sdk: ["CustomOperator"],
    call: (c) => operators.deleteCustomOperator(c, LY),
  },
  {
    method: "GET",
    path: "/v2/OperatorTypes",
    sdk: ["getOperatorTypes"],
    call: (c) => operators.listOperatorTypes(c).next(),
  },
  {
    method: "GET",
    path: "/v2/OperatorTypes/{Sid}",
    sdk: ["getOperatorType", "CustomOperator"],
    call: (c) => operators.fetchOperatorType(c, "Generative"),
  },
  {
    method: "POST",
    path: "/v2/Transcripts",
    sdk: ["Transcript"],
    call: (c) => transcripts.createTranscript(c, { ServiceSid: GA, Channel: {} }),
  },
  {
    method: "GET",
    path: "/v2/Transcripts",
    sdk: ["getTranscripts"],
    call: (c) => transcripts.listTranscripts(c).next(),
  },
  {
    method: "GET",
    path: "/v2/Transcripts/{Sid}",
    sdk: ["Transcript", "getTranscript"],
    call: (c) => transcripts.fetchTranscript(c, GT),
  },
  {
    method: "DELETE",
    path: "/v2/Transcripts/{Sid}",
    sdk: ["Transcript"],
    call: (c) => transcripts.deleteTranscript(c, GT),
  },
  {
    method: "GET",
    path: "/v2/Transcripts/{TranscriptSid}/Sentences",
    sdk: ["getSentences"],
    call: (c) => transcripts.listSentences(c, GT).next(),
  },
  {
    method: "GET",
    path: "/v2/Transcripts/{TranscriptSid}/Sentences/Encrypted",
    sdk: ["getEncryptedSentences"],
    call: (c) => transcripts.fetchEncryptedSentences(c, GT),
  },
  {
    method: "GET",
    path: "/v2/Transcripts/{TranscriptSid}/OperatorResults",
    sdk: ["getTranscriptOperatorResults"],
    call: (c) => transcripts.listTranscriptOperatorResults(c, GT).next(),
  },
  {
    method: "GET",
    path: "/v2/Transcripts/{TranscriptSid}/OperatorResults/{OperatorSid}",
    sdk: ["getTranscriptOperatorResult"],
    call: (c) => transcripts.fetchTranscriptOperatorResult(c, GT, LY),
  },
  {
    method: "GET",
    path: "/v2/Transcripts/{TranscriptSid}/OperatorResults/Encrypted",
    sdk: ["getEncryptedOperatorResults"],
    call: (c) => transcripts.fetchEncryptedOperatorResults(c, GT),
  },
  { method: "GET", path: "/v2/Transcripts/{Sid}/Media", sdk: ["getMedia"], call: (c) => transcripts.fetchMedia(c, GT) },
];
