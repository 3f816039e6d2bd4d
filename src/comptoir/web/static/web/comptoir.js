// What JavaScript adds, and nothing a page needs: a price that follows the quantity, and keys.
// Everything here degrades to the form's own button and to links.

const KEYS_OFF = "comptoir-keys-off";

// --- a price that follows its form -------------------------------------------------------------------------------

function follow(form) {
  let waiting = 0;
  let latest = null;
  const ask = async () => {
    const address = `${form.action.split("?")[0]}?${new URLSearchParams(new FormData(form))}`;
    latest?.abort();
    latest = new AbortController();
    const card = document.getElementById("price");
    card.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { signal: latest.signal, headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of document.querySelectorAll("[data-live]")) {
        const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`);
        if (!fresh) continue;
        const open = part.querySelector("details")?.open;
        part.replaceChildren(...fresh.childNodes);
        if (open) part.querySelector("details")?.setAttribute("open", "");
      }
      history.replaceState(null, "", address);
      card.removeAttribute("aria-busy");
    } catch (problem) {
      if (problem.name !== "AbortError") form.submit();
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => form.checkValidity() && ask(), 300);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    if (form.reportValidity()) ask();
  });
}

// --- keys: a letter or two, never while somebody types, and they can be switched off -------------------------------

const SECOND_KEY = 1500;
let going = 0;

// Rows are what a list or a table leads to: the first link of each.
function byRow(step) {
  const rows = [...document.querySelectorAll("main .entry, main tbody tr, main .findings li")]
    .map((row) => row.querySelector("a[href]:not([tabindex='-1'])"))
    .filter((link) => link?.checkVisibility());
  const at = rows.indexOf(document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step;
  rows[next]?.focus();
  rows[next]?.scrollIntoView({ block: "nearest" });
}

const keys = {
  "/": () => {
    const field = document.querySelector("input[type=search]");
    if (field) field.focus();
    else document.querySelector("a.brand")?.focus();
  },
  e: () => {
    const why = document.querySelector("details.why");
    if (!why) return;
    why.open = !why.open;
    why.querySelector("summary").focus();
  },
  j: () => byRow(1),
  k: () => byRow(-1),
  n: () => document.querySelector("main [data-new]")?.click(),
  g: () => {
    going = performance.now() + SECOND_KEY;
  },
  "?": () => {
    location.href = document.querySelector("nav a[href$='/help/']").href;
  },
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(KEYS_OFF)) return;
  const there = performance.now() < going && document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
  const act = there ? () => there.click() : keys[event.key];
  going = 0;
  if (act) {
    event.preventDefault();
    act();
  }
});

function offerSwitch(place) {
  const button = place.querySelector("button");
  const show = () => {
    button.textContent = localStorage.getItem(KEYS_OFF) ? button.dataset.on : button.dataset.off;
  };
  button.addEventListener("click", () => {
    if (localStorage.getItem(KEYS_OFF)) localStorage.removeItem(KEYS_OFF);
    else localStorage.setItem(KEYS_OFF, "1");
    show();
  });
  place.hidden = false;
  show();
}

// --- time that runs: a hold, and a notice that goes away by itself unless somebody is at it ------------------------

function countDown(place) {
  const end = performance.now() + Number(place.dataset.countdown) * 1000;
  const tick = setInterval(() => {
    const left = Math.max(0, Math.round((end - performance.now()) / 1000));
    place.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (left) return;
    clearInterval(tick);
    location.reload();
  }, 1000);
}

function fade(notice) {
  const hide = () => {
    if (notice.matches(":hover, :focus-within")) setTimeout(hide, 1000);
    else notice.hidden = true;
  };
  setTimeout(hide, 10_000);
}

document.querySelectorAll("[data-countdown]").forEach(countDown);
document.querySelectorAll("[data-toast]").forEach(fade);
document.querySelectorAll("form[data-follow]").forEach(follow);
document.querySelectorAll("[data-shortcuts]").forEach(offerSwitch);
