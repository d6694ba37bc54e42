// The list of tickets: what changed since it was shown is marked where it stands, and a bar offers to show it. Nothing jumps.
(() => {
  const EVERY = 20000; // milliseconds; not at all while nobody looks
  const bar = document.getElementById("list-news");
  if (!bar) return;
  let timer = 0;

  async function ask() {
    clearTimeout(timer);
    if (document.hidden) return;
    timer = setTimeout(ask, EVERY);
    const results = document.getElementById("results");
    try {
      const answer = await fetch(`/tickets/changed/?since=${encodeURIComponent(results.dataset.asOf)}`, { headers: { "HX-Request": "true" } });
      if (answer.ok && results.isConnected) mark((await answer.json()).tickets);
    } catch { /* the next time */ }
  }

  function mark(tickets) {
    let changed = 0, fresh = 0;
    for (const [number, version, isNew] of tickets) {
      const row = document.querySelector(`#results tr[data-href="/tickets/${number}/"]`);
      if (row && Number(row.dataset.version) < version) {
        row.dataset.changed = "";
        changed += 1;
      } else if (!row && isNew) fresh += 1;
    }
    if (location.search) fresh = 0; // whether a view would show them, only the desk knows
    const words = [[changed, bar.dataset.changed], [fresh, bar.dataset.new]].filter(([number]) => number);
    const said = words.map(([number, what]) => `${number.toLocaleString(document.documentElement.lang)} ${what}`).join(", ");
    if (bar.querySelector("span").textContent !== said) bar.querySelector("span").textContent = said;
    bar.hidden = !said;
  }

  bar.addEventListener("click", () => htmx.trigger(document.body, "ticket-changed"));
  document.addEventListener("htmx:afterSettle", (event) => { if (event.target.id === "results") mark([]); });
  document.addEventListener("visibilitychange", ask);
  timer = setTimeout(ask, EVERY);
})();
