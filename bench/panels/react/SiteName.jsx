import { useFormContext, useWatch } from "react-hook-form";

import { REGIONS, basePath, parseSite, siteOf } from "../shared/settings.js";
import { TextField } from "./Field.jsx";

/** The site name between the fixed parts of its URL. A pasted address also sets the region. */
export function SiteName() {
  const { control, getValues, setValue } = useFormContext();
  const region = useWatch({ control, name: "region" });
  const suffix = REGIONS.find(({ value }) => value === region)?.suffix ?? "….teamwork.com";
  const normalize = () => {
    const site = parseSite(getValues("siteName"));
    if (!site?.region) return;
    if (!getValues("region")) setValue("region", site.region);
    if (getValues("region") === site.region) setValue("siteName", site.label);
  };
  return (
    <div onBlur={normalize} style={{ display: "contents" }}>
      <TextField name="siteName" before="https://" after={suffix}
        help="Paste your Teamwork address, or type the part before .teamwork.com.">
        <ConnectsTo />
      </TextField>
    </div>
  );
}

/** The URL that results from the settings so far. */
function ConnectsTo() {
  const { control } = useFormContext();
  const [apiType, apiVersion, region, siteName] = useWatch({
    control,
    name: ["apiType", "apiVersion", "region", "siteName"],
  });
  const site = siteOf({ region, siteName });
  const path = basePath({ apiType, apiVersion });
  return (
    <div className="tc-connects" role="status">
      {site && (
        <p>
          <span className="tc-connects-label">Connects to</span>{" "}
          <span className="tc-url" dir="ltr">
            https://<b className="tc-derived">{site}</b>.teamwork.com<b className="tc-derived">{path}</b>
          </span>
          {path === null && (
            <span className="tc-help">
              {" "}Teamwork doesn’t document a path for {apiVersion}, so this application chooses one.
            </span>
          )}
        </p>
      )}
    </div>
  );
}
