/** A Conversations configuration and its attachments are one object of the API: all who write to it take turns under this name. */
export const conversationsTurn = (id: unknown): string => `conversations configuration ${id}`;
