/** Views, tickets, conversation and details side by side. */
export function InboxPage() {
  return null;
}
