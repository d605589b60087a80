import type { SeedInput } from "./seedSchema";

/** Seed of an emulator that was started without one: a dialogue for every recording, and one conversation. */
export const sample: SeedInput = {
  recordings: [
    { media: "fail", status: "failed" },
    {
      sentences: [
        { media_channel: 1, transcript: "Good morning, this is Ada from the service desk." },
        { media_channel: 2, transcript: "Hello, my order 4711 has not arrived, please write to sam@example.com." },
        { media_channel: 1, transcript: "I am sorry to hear that, I will send it again today." },
        { media_channel: 2, transcript: "Thank you, that is very kind." },
      ],
    },
  ],
  conversations: [
    {
      id: "conv_conversation_01k9zd8m3qe5v7w2x4y6a8b0c1",
      name: "An order that has not arrived",
      status: "CLOSED",
      createdAt: "2026-01-12T10:00:00Z",
      updatedAt: "2026-01-12T10:06:00Z",
      conversationConfigurationId: "unused",
      channels: ["SMS"],
      channelIds: ["SM00000000000000000000000000000001"],
      participants: [
        {
          id: "conv_participant_01k9zd8m3qe5v7w2x4y6a8b0c2",
          name: "Sam",
          type: "CUSTOMER",
          addressValues: ["+15550100001"],
        },
        {
          id: "conv_participant_01k9zd8m3qe5v7w2x4y6a8b0c3",
          name: "Ada",
          type: "HUMAN_AGENT",
          addressValues: ["+15550100002"],
        },
      ],
      communications: [
        {
          id: "conv_communication_01k9zd8m3qe5v7w2x4y6a8b0c4",
          participantId: "conv_participant_01k9zd8m3qe5v7w2x4y6a8b0c2",
          content: { text: "Hello, my order has not arrived." },
          createdAt: "2026-01-12T10:00:00Z",
        },
        {
          id: "conv_communication_01k9zd8m3qe5v7w2x4y6a8b0c5",
          participantId: "conv_participant_01k9zd8m3qe5v7w2x4y6a8b0c3",
          content: { text: "I am sorry to hear that, I will send it again today." },
          createdAt: "2026-01-12T10:04:00Z",
        },
      ],
    },
  ],
};
