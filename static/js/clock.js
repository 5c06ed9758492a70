/* What is left of an hour ([data-until]) is counted down in place of the minutes that the page came with. The other
   words stay, and nothing is read out: a clock that speaks each second helps nobody. */
const two = (number) => String(number).padStart(2, "0");

const tick = () => {
  for (const clock of document.querySelectorAll("[data-until]")) {
    const seconds = Math.max(0, Math.floor((new Date(clock.dataset.until) - Date.now()) / 1000));
    clock.querySelector("b").textContent = `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
  }
};
setInterval(tick, 1000);
document.addEventListener("htmx:afterSettle", tick);
tick();
