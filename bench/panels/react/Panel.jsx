import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useId, useRef, useState } from "react";
import { FormProvider, useForm, useFormContext, useFormState, useWatch } from "react-hook-form";

import { loadConfig, loadConnections, saveConnection } from "../shared/api.js";
import {
  API_TYPES,
  AUTH_TYPES,
  EMPTY,
  LABELS,
  REGIONS,
  VERSIONS,
  authOf,
  isRequired,
  isShown,
  nextVersion,
  summaryTitle,
  toBody,
  versionText,
} from "../shared/settings.js";
import { ClientDialog } from "./ClientDialog.jsx";
import { ChoiceField, Field, Icon, TextField, useField } from "./Field.jsx";
import { Help } from "./Help.jsx";
import { HttpSettings } from "./HttpSettings.jsx";
import { OauthClient } from "./OauthClient.jsx";
import { SiteName } from "./SiteName.jsx";
import { IdPrefix, useIds } from "./ids.jsx";
import { connectionSchema } from "./schema.js";

/** The *Create connection* panel. */
export function Panel() {
  const prefix = useId();
  const form = useForm({
    resolver: zodResolver(connectionSchema),
    defaultValues: EMPTY,
    shouldFocusError: false,
  });
  const [config, setConfig] = useState(null);
  const [names, setNames] = useState([]);
  const [clients, setClients] = useState(null);
  const [dialog, setDialog] = useState(null);
  const [said, setSaid] = useState("");
  useEffect(() => {
    loadConfig().then(setConfig, () => {});
    loadConnections().then((list) => setNames(list.map(({ name }) => name)), () => {});
  }, []);

  const save = form.handleSubmit((values) =>
    saveConnection(toBody(values)).then(
      () => setSaid("Connection saved."),
      () => setSaid("Can’t reach this application. Your changes are still here; try again."),
    ),
  );
  const chooseSaved = (client) => {
    setClients((list) => [...(list ?? []).filter(({ id }) => id !== client.id), client]);
    form.setValue("oauthClientId", client.id);
    setDialog(null);
  };

  return (
    <IdPrefix value={prefix}>
      <FormProvider {...form}>
        <div className="tc-panel" data-theme="light">
          <form noValidate aria-labelledby={`${prefix}-title`} onSubmit={save}>
            <Header />
            <div className="tc-body">
              <ErrorSummary />
              <Settings names={names} redirectUri={config?.redirectUri} clients={clients} setClients={setClients}
                onOpen={setDialog} />
              {said && <div className="tc-banner tc-info" role="status">{said}</div>}
            </div>
            <Buttons canTest={config?.capabilities.includes("test")} onCancel={() => form.reset()} />
          </form>
          {dialog && (
            <ClientDialog client={dialog.id ? dialog : null} apiType={form.getValues("apiType")}
              redirectUri={config?.redirectUri ?? ""} onSaved={chooseSaved} onClose={() => setDialog(null)} />
          )}
        </div>
      </FormProvider>
    </IdPrefix>
  );
}

function Header() {
  return (
    <header className="tc-header">
      <span className="tc-mark"><Icon name="plug" /></span>
      <div>
        <div className="tc-title" id={useIds("title")} role="heading" aria-level={2}>Create connection</div>
        <p className="tc-help">Teamwork.com · Fields marked * are required.</p>
      </div>
    </header>
  );
}

/** All errors after a submit, each with a link to its field. Takes focus if a submit finds any. */
function ErrorSummary() {
  const { control } = useFormContext();
  const { errors, submitCount } = useFormState({ control });
  const summary = useRef(null);
  const prefix = useIds("");
  const wrong = Object.keys(LABELS).filter((key) => errors[key]);
  useEffect(() => {
    if (submitCount > 0) summary.current.focus();
  }, [submitCount]);
  return (
    <div ref={summary} tabIndex={-1} role="group" aria-labelledby={`${prefix}summary`} hidden={wrong.length === 0}
      className="tc-summary">
      <div className="tc-summary-title" id={`${prefix}summary`}>
        <Icon name="bang" />
        <span>{summaryTitle(wrong.length)}</span>
      </div>
      <ul>
        {wrong.map((key) => (
          <li key={key}><a className="tc-summary-link" href={`#${prefix}${key}`}>{errors[key].message}</a></li>
        ))}
      </ul>
    </div>
  );
}

/** The settings that apply. */
function Settings({ names, redirectUri, clients, setClients, onOpen }) {
  const { control, getValues, setValue } = useFormContext();
  const [apiType, apiVersion, region, authType] = useWatch({
    control,
    name: ["apiType", "apiVersion", "region", "authType"],
  });
  const previousType = useRef("");
  const values = { apiType, apiVersion, authType };
  const shows = (key) => isShown(key, values);
  const onApiType = ({ target: { value } }) => {
    setValue("apiVersion", nextVersion(value, getValues("apiVersion"), previousType.current));
    previousType.current = value;
    if (authOf(getValues()) !== "basic") setValue("apiKey", "");
  };
  const onAuthType = ({ target: { value } }) => value === "basic" || setValue("apiKey", "");
  return (
    <div className="tc-settings">
      <Name names={names} />
      <ChoiceField name="apiType" choices={API_TYPES} chosen={apiType} onChange={onApiType} />
      {apiType && <ApiVersion apiType={apiType} />}
      {apiType && <ChoiceField name="region" choices={REGIONS} chosen={region} />}
      {apiType && <SiteName />}
      {shows("userId") && (
        <TextField name="userId" help="A number or your profile’s address."><Help name="userId" /></TextField>
      )}
      {shows("spaceId") && (
        <TextField name="spaceId" help="A number or an API address of the space."><Help name="spaceId" /></TextField>
      )}
      {shows("authType") && (
        <ChoiceField name="authType" choices={AUTH_TYPES} chosen={authType} onChange={onAuthType} />
      )}
      {shows("apiKey") && (
        <TextField name="apiKey" type="password"
          help="Encrypted when saved and never shown again. Required for every edit.">
          <Help name="apiKey" />
        </TextField>
      )}
      {shows("oauthClientId") && (
        <OauthClient clients={clients} setClients={setClients} redirectUri={redirectUri} onOpen={onOpen} />
      )}
      {apiType && <HttpSettings redirectUri={redirectUri} />}
    </div>
  );
}

function Name({ names }) {
  return (
    <TextField name="name" help="A name you’ll recognize in a list.">
      <TakenNotice names={names} />
    </TextField>
  );
}

function TakenNotice({ names }) {
  const { control } = useFormContext();
  const name = useWatch({ control, name: "name" }).trim().toLowerCase();
  if (!names.some((other) => other.toLowerCase() === name)) return null;
  return <div className="tc-notice" role="status">Another connection has this name. You can still save it.</div>;
}

function ApiVersion({ apiType }) {
  const field = useField("apiVersion", { required: isRequired("apiVersion", { apiType }) });
  const control = (
    <div className="tc-input">
      <select className="tc-control" id={field.id} {...field.register("apiVersion")} {...field.aria}>
        {VERSIONS[apiType].map((version, index) => (
          <option key={version} value={version}>{versionText(version, index)}</option>
        ))}
      </select>
    </div>
  );
  return <Field field={field} label={LABELS.apiVersion} control={control} />;
}

function Buttons({ canTest, onCancel }) {
  const { control } = useFormContext();
  const [apiType, authType] = useWatch({ control, name: ["apiType", "authType"] });
  const { isSubmitting } = useFormState({ control });
  const authorizes = authOf({ apiType, authType }) === "oauth2";
  const busy = isSubmitting || undefined;
  return (
    <footer className="tc-footer">
      {canTest && !authorizes && (
        <button type="button" className="tc-button tc-plain tc-test" aria-disabled={busy}>Test connection</button>
      )}
      <span className="tc-actions">
        <button type="button" className="tc-button tc-quiet tc-cancel" onClick={onCancel}>Cancel</button>
        <button className="tc-button tc-primary tc-save" aria-disabled={busy}>
          {authorizes ? "Save and authorize" : "Save"}
        </button>
      </span>
    </footer>
  );
}
