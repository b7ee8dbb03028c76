import { useState } from "react";

export function CopyButton({ label = "Copy", text }) {
  const [said, setSaid] = useState("");
  const copy = () =>
    navigator.clipboard.writeText(text()).then(
      () => setSaid("Copied."),
      () => setSaid("Your browser blocked copying. Select the text and copy it."),
    );
  return (
    <span className="tc-copy-line">
      <span className="tc-help" role="status">{said}</span>
      <button type="button" className="tc-button tc-quiet tc-copy" onClick={copy}>{label}</button>
    </span>
  );
}
