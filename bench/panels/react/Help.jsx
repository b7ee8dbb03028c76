import { useFormContext, useWatch } from "react-hook-form";

import { helpSteps, siteOf, siteUrl } from "../shared/settings.js";

/** *Where do I find it?*, with links to the user's own site once it is known. */
export function Help({ name, children }) {
  const { control } = useFormContext();
  const [apiType, region, siteName] = useWatch({ control, name: ["apiType", "region", "siteName"] });
  const site = siteOf({ region, siteName });
  return (
    <details className="tc-details tc-help-steps">
      <summary className="tc-disclosure">Where do I find it?</summary>
      <ol className="tc-instructions">
        {helpSteps(name, { apiType }).map((step, index) => (
          <li key={index}>{typeof step === "string" ? step : <Linked step={step} site={site} />}</li>
        ))}
      </ol>
      {children}
    </details>
  );
}

function Linked({ step: [before, text, path, after], site }) {
  if (!site) return before + text + after;
  return (
    <>
      {before}
      <a className="tc-link" href={siteUrl(site) + path} target="_blank" rel="noopener noreferrer">{text}</a>
      {after}
    </>
  );
}
