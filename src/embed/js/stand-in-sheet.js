// The style of the placeholder. The panel's own style sheet is in the wasm file, which has not loaded. Lengths and
// colors are those of style/panel.css, so that nothing moves when the panel appears; a test compares the tokens.

const SHEET = `
:host { display: block; min-inline-size: 0; }
:host([hidden]) { display: none; }
.frame {
  all: initial;
  --s: var(--teamwork-connect-space, 4px);
  --text: var(--teamwork-connect-font-size, 14px);
  --radius: var(--teamwork-connect-radius, 8px);
  --ground: var(--teamwork-connect-color-background, light-dark(#fff, #171c23));
  --ink: var(--teamwork-connect-color-text, light-dark(#1b2430, #e9edf2));
  --border: var(--teamwork-connect-color-border, light-dark(#838d9a, #75808e));
  --line: var(--teamwork-connect-color-divider, light-dark(#e0e5ea, #2c353f));
  --accent: var(--teamwork-connect-color-accent, light-dark(#1d5fd0, #7db0ff));
  --control: calc(var(--s) * 10);
  --side: calc(var(--s) * 7);
  color-scheme: light dark;
  display: block;
  box-sizing: border-box;
  inline-size: 100%;
  max-inline-size: var(--teamwork-connect-max-width, 600px);
  contain-intrinsic-inline-size: 600px;
  container-type: inline-size;
  color: var(--ink);
  background: var(--ground);
  border: 1px solid var(--line);
  border-radius: var(--teamwork-connect-radius-panel, 14px);
  box-shadow: var(--teamwork-connect-shadow, 0 1px 2px rgb(20 30 50 / .06), 0 12px 32px -12px rgb(20 30 50 / .2));
  font-family: var(--teamwork-connect-font, inherit);
  font-size: var(--text);
  line-height: 1.5;
  text-wrap: pretty;
  letter-spacing: inherit;
  word-spacing: inherit;
}
.frame[data-theme="light"] { color-scheme: light; }
.frame[data-theme="dark"] { color-scheme: dark; }
.frame * { box-sizing: border-box; }
.head { display: flex; gap: calc(var(--s) * 3); align-items: center; padding: calc(var(--s) * 6) var(--side) calc(var(--s) * 2); }
.body { display: grid; gap: calc(var(--s) * 6); padding: calc(var(--s) * 3) var(--side) calc(var(--s) * 6); }
.foot { display: flex; flex-wrap: wrap; gap: calc(var(--s) * 2); align-items: center; justify-content: flex-end; padding: calc(var(--s) * 4) var(--side); }
.bones + .foot { border-block-start: 1px solid var(--line); }
.field { display: grid; gap: 6px; }
.cards { display: grid; grid-template-columns: repeat(3, 1fr); gap: 10px; }
.card { display: grid; gap: 2px 10px; align-content: start; padding: calc(var(--s) * 3) calc(var(--s) * 3) 14px; }
.box, .card { border: 1px solid var(--line); border-radius: var(--radius); }
.box { block-size: var(--control); }
.title { font-size: calc(var(--text) + 4px); line-height: 1.3; }
.small { font-size: calc(var(--text) - 1px); }
.tiny { font-size: calc(var(--text) - 2px); line-height: 1.4; overflow-wrap: anywhere; text-wrap: wrap; }
.words::before {
  content: attr(data-words);
  color: transparent;
  border-radius: 4px;
  background: linear-gradient(var(--line) 0 0) 0 / 100% .7em no-repeat;
  box-decoration-break: clone;
  -webkit-box-decoration-break: clone;
}
.note::before { content: "Teamwork.com · " attr(data-words); }
.head::before, .card::before, .stub { border-radius: var(--radius); background: var(--line); }
.head::before { content: ""; flex: none; inline-size: 36px; block-size: 36px; }
.card::before { content: ""; inline-size: 20px; block-size: 20px; margin-block-end: 6px; }
.stub { inline-size: 5em; block-size: var(--control); }
.says { flex: 1; margin: 0; line-height: 1.4; overflow-wrap: anywhere; }
.says:empty { position: absolute; }
.says:not(:empty) ~ .stub { display: none; }
.says:not(:empty) { align-content: center; min-block-size: var(--control); }
.again {
  min-block-size: var(--control);
  padding: var(--s) calc(var(--s) * 4);
  border: 1px solid var(--border);
  border-radius: var(--radius);
  background: var(--ground);
  color: var(--ink);
  font: inherit;
  font-weight: 600;
  letter-spacing: inherit;
  cursor: pointer;
}
.again:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@container (max-width: 519px) {
  .head, .body, .foot { --side: calc(var(--s) * 4); }
  .cards { grid-template-columns: 1fr; }
  .card { grid-template-columns: auto 1fr 16px; }
  .card::before { grid-row: span 2; margin: 0; }
  .tiny { grid-column: 2; }
  .says:not(:empty), .stub, .again { flex: 1 1 100%; }
  .bones:has(.card) + .foot { align-content: end; min-block-size: calc(var(--control) * 2 + var(--s) * 10 + 1px); }
}
@media (pointer: coarse) { .frame { --control: 44px; } }
@media (forced-colors: active) { .bones, .stub { --line: GrayText; forced-color-adjust: none; } }
@media (prefers-reduced-motion: no-preference) {
  .bones, .stub { animation: wait 1.6s ease-in-out infinite; }
  @keyframes wait { 50% { opacity: .5; } }
}
`;

let sheet;

/** Adopts the sheet. No policy of a page blocks that, as it might a `<style>` element. */
export function adopt(root) {
  try {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(SHEET);
    }
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    // An old browser, in which the panel would be unstyled as well.
  }
}
