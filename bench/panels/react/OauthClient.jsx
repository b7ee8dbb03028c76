import { useEffect, useState } from "react";
import { useFormContext } from "react-hook-form";

import { loadClients } from "../shared/api.js";
import { LABELS } from "../shared/settings.js";
import { CopyButton } from "./CopyButton.jsx";
import { Field, Icon, useField } from "./Field.jsx";
import { Help } from "./Help.jsx";

/** The client: a select, with buttons to add a client and to edit the selected one. */
export function OauthClient({ clients, setClients, redirectUri, onOpen }) {
  const { getValues, setValue } = useFormContext();
  const field = useField("oauthClientId", { help: true });
  const [notice, setNotice] = useState("");
  useEffect(() => {
    if (clients) return;
    let isGone = false;
    loadClients().then((loaded) => {
      if (isGone) return;
      setClients(loaded);
      if (loaded.length === 1) setValue("oauthClientId", loaded[0].id);
    });
    return () => {
      isGone = true;
    };
  }, [clients, setClients, setValue]);
  const edit = () => {
    const chosen = clients?.find(({ id }) => id === getValues("oauthClientId"));
    setNotice(chosen ? "" : "Choose a client to edit first.");
    if (chosen) onOpen(chosen);
  };
  const control = (
    <div className="tc-row">
      <div className="tc-input tc-grow">
        <select className="tc-control" id={field.id} {...field.register("oauthClientId")} {...field.aria}>
          <option value="">{clients?.length === 0 ? "None yet: add one" : "Choose a client"}</option>
          {clients?.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </select>
      </div>
      <button type="button" className="tc-button tc-plain tc-square tc-add" aria-label="Add an OAuth 2.0 client"
        title="Add an OAuth 2.0 client" onClick={() => onOpen({})}>
        <Icon name="plus" />
      </button>
      <button type="button" className="tc-button tc-plain tc-square tc-edit" aria-label="Edit the selected client"
        title="Edit the selected client" onClick={edit}>
        <Icon name="pen" />
      </button>
    </div>
  );
  return (
    <Field field={field} label={LABELS.oauthClientId} control={control}
      help="The app registered with Teamwork that requests access.">
      {notice && <div className="tc-notice" role="status">{notice}</div>}
      <Help name="oauthClientId">
        {redirectUri && (
          <div className="tc-copyable">
            <span className="tc-grow">Redirect URI: <code className="tc-url" dir="ltr">{redirectUri}</code></span>
            <CopyButton text={() => redirectUri} />
          </div>
        )}
        <p className="tc-help">A redirect URI must use https; only localhost may use http.</p>
      </Help>
    </Field>
  );
}
