import "../api/requireNode";
import type { KindName } from "../provider/catalogue";
import { Core } from "../provider/lifecycle/core";
import { Run } from "../provider/lifecycle/run";
import { dynamicProvider } from "./host";
import { HostLog } from "./hostLog";
import { toldOnce } from "./toldOnce";

/** The dynamic host runs one command of the engine for one stack: everything in it shares what the run knows. */
const log = new HostLog();
const run = new Run({ log });

const provider = (kind: KindName) => toldOnce(log.delivering(dynamicProvider(new Core(kind, run))));

/*
 * The state of every stack names these exports: `require("pulumi-twilio-intelligence/provider").Service`. A release that renames
 * one can neither refresh nor delete what an earlier release made.
 */
export const Service = provider("Service");
export const CustomOperator = provider("CustomOperator");
export const OperatorAttachment = provider("OperatorAttachment");
export const Transcript = provider("Transcript");
export const LanguageOperator = provider("LanguageOperator");
export const IntelligenceConfiguration = provider("IntelligenceConfiguration");
export const MemoryStore = provider("MemoryStore");
export const ConversationsConfiguration = provider("ConversationsConfiguration");
export const ConversationsAttachment = provider("ConversationsAttachment");
