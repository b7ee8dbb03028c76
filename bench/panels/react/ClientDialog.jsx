import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useRef } from "react";
import { FormProvider, useForm } from "react-hook-form";

import { saveClient } from "../shared/api.js";
import { API_TYPES, CLIENT_LABELS } from "../shared/settings.js";
import { CopyButton } from "./CopyButton.jsx";
import { TextField } from "./Field.jsx";
import { IdPrefix, useIds } from "./ids.jsx";
import { clientSchema } from "./schema.js";

/** The dialog to add or edit a client. */
export function ClientDialog({ client, apiType, redirectUri, onSaved, onClose }) {
  const dialog = useRef(null);
  const prefix = useIds("client");
  const form = useForm({
    resolver: zodResolver(clientSchema),
    defaultValues: { name: client?.name ?? "", clientId: client?.clientId ?? "", clientSecret: "" },
  });
  useEffect(() => dialog.current.showModal(), []);
  const submit = form.handleSubmit(async (values) => onSaved(await saveClient({ ...values, id: client?.id })));
  const product = API_TYPES.find(({ value }) => value === apiType)?.title;
  const request = () =>
    `Please register an app in Teamwork’s developer portal: select ${product} and add the redirect URI ` +
    `${redirectUri}. Then send me its client ID and client secret securely.`;
  return (
    <dialog ref={dialog} className="tc-dialog tc-client" aria-labelledby={`${prefix}-title`} onClose={onClose}>
      <div className="tc-title" id={`${prefix}-title`} role="heading" aria-level={3}>
        {client ? "Edit OAuth 2.0 client" : "New OAuth 2.0 client"}
      </div>
      <IdPrefix value={prefix}>
        <FormProvider {...form}>
          <form noValidate onSubmit={submit}>
            <div className="tc-body">
              <TextField name="name" label={CLIENT_LABELS.name} />
              <TextField name="clientId" label={CLIENT_LABELS.clientId} />
              <TextField name="clientSecret" label={CLIENT_LABELS.clientSecret} type="password"
                help="Encrypted when saved and never shown again. Required for every edit." />
              <div className="tc-field">
                <label className="tc-label" htmlFor={`${prefix}-redirect`}>Redirect URI to register</label>
                <div className="tc-row">
                  <div className="tc-input">
                    <input className="tc-control" id={`${prefix}-redirect`} readOnly dir="ltr" value={redirectUri} />
                  </div>
                  <CopyButton text={() => redirectUri} />
                </div>
                <CopyButton label="Copy a request for my administrator" text={request} />
              </div>
            </div>
            <div className="tc-footer">
              <button type="button" className="tc-button tc-quiet tc-cancel" onClick={() => dialog.current.close()}>
                Cancel
              </button>
              <button className="tc-button tc-primary tc-save">Save client</button>
            </div>
          </form>
        </FormProvider>
      </IdPrefix>
    </dialog>
  );
}
