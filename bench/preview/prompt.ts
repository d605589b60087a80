/** Lines of prompts, with what a person may have copied into one: addresses, numbers, and a key. */
const LINES = [
  "You read a conversation between a customer and an agent of a {{parameters.trade}} business.",
  "Answer with one of the topics below, and with nothing else.",
  "If the customer mentions several topics, choose the one that the customer came with, and not the one that the agent added later in the conversation.",
  "- billing: an invoice, a refund, a payment that was made twice",
  "- outage: something that worked yesterday does not work today",
  "Do not repeat names, card numbers or telephone numbers such as +1 (415) 555-0132.",
  "A complaint is urgent if the customer says so, if it is the third call on the same matter, or if somebody could be hurt.",
  "The full list of topics is at https://wiki.example.com/topics?version=7&token=abcdef.",
  "",
  "Answer `unknown` if the conversation ends before the customer has said what it is about.",
  "Customers who are called back on 2026-11-27 belong to the campaign `autumn-returns-2026`.",
  "Ignore greetings, hold music, and what the agent reads from a script.",
  "Write in the language of the customer.",
];

/** Returns the prompt of the operator with a number: 5 to 60 lines, a few of which differ from before to after. */
export function prompt(at: number, side: "before" | "after"): string {
  const lines = Array.from({ length: 5 + ((at * 7) % 56) }, (_, line) => {
    const text = LINES[(at + line * 3) % LINES.length] ?? "";
    return text === "" ? text : `${text} (${at}.${line})`;
  });
  if (side === "before" || at % 11 === 0) return lines.join("\n");
  const rewritten = lines.map((line, one) =>
    one % 9 === at % 9 ? line.replace("customer", "caller").replace("agent", "colleague") : line,
  );
  return [...rewritten.slice(0, 3), `Rule ${at}: name the product if there is one.`, ...rewritten.slice(3, -1)].join(
    "\n",
  );
}
