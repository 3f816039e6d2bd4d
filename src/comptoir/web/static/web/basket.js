// What JavaScript adds to the basket: the sum of the shares while one types. The server says it too, and decides.

const form = document.querySelector("form:has([data-sum])");

function read(text) {
  return Number(text.replace(/[\s\u00a0\u202f%€]/g, "").replace(",", ".")) || 0;
}

function show() {
  const place = form.querySelector("[data-sum]");
  const percent = form.querySelector("#split").value === "percent";
  const whole = percent ? 100 : Number(form.dataset.whole ?? 0);
  const cents = [...form.querySelectorAll("[data-share]")].reduce((sum, one) => sum + Math.round(read(one.value) * 100), 0);
  const told = (value) =>
    value.toLocaleString(document.documentElement.lang, percent ? {} : { minimumFractionDigits: 2 });
  place.textContent = `${told(cents / 100)} / ${told(whole)}${percent ? " %" : ""}`;
  place.classList.toggle("money", cents === Math.round(whole * 100));
}

form?.addEventListener("input", show);
