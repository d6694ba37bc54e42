// The composer of the ticket page: Ctrl/Cmd+Enter sends, what was sent leaves the box, and what was not is not lost by leaving.
(() => {
  const form = document.getElementById("composer");
  if (!form) return;
  const text = form.elements.text;
  let sending = false;
  let sent = "";
  let isSent = false;

  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    const button = form.querySelector("[data-send]:not(:disabled)"); // "Send anyway", where it is offered, stands first
    if (button) form.requestSubmit(button);
  });
  form.addEventListener("submit", () => { sending = true; });
  form.addEventListener("htmx:beforeRequest", () => { sent = text.value; });
  form.addEventListener("htmx:afterRequest", () => { sending = false; });
  document.addEventListener("desk:sent", () => {
    if (text.value === sent) text.value = ""; // what was typed meanwhile stays
    text.focus({ preventScroll: true });
    isSent = true;
  });
  document.addEventListener("htmx:afterSettle", () => {
    form.querySelector("#said [autofocus]")?.focus();
    if (isSent) document.querySelector("#stream .entry:last-child")?.scrollIntoView({ block: "center" });
    isSent = false;
  });
  addEventListener("beforeunload", (event) => { if (text.value.trim() && !sending) event.preventDefault(); });
})();
