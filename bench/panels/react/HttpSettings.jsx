import { useFormContext, useWatch } from "react-hook-form";

import { httpSettings } from "../shared/settings.js";
import { CopyButton } from "./CopyButton.jsx";

const KEYS = ["apiType", "apiVersion", "region", "siteName", "spaceId", "authType"];

/** What the settings mean in HTTP. Read-only. */
export function HttpSettings({ redirectUri }) {
  const { control } = useFormContext();
  const watched = useWatch({ control, name: KEYS });
  const values = Object.fromEntries(KEYS.map((key, index) => [key, watched[index]]));
  const rows = httpSettings(values, redirectUri);
  const asText = () => rows.map(([label, value]) => `${label}: ${value}\n`).join("");
  return (
    <details className="tc-details tc-http-settings">
      <summary className="tc-disclosure">HTTP settings</summary>
      <div className="tc-copyable">
        <p className="tc-help tc-grow">The HTTP values derived from your settings. You can’t change them here.</p>
        <CopyButton text={asText} />
      </div>
      <dl className="tc-properties">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="tc-url">{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
