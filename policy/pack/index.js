const { PolicyPack } = require("@pulumi/policy");
const { policies } = require("pulumi-twilio-intelligence/policy");

new PolicyPack("twilio-intelligence", { policies });
