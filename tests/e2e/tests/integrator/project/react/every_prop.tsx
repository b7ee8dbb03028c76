// The component with every prop, as typed, and mistakes that the types detect.

import { createElement, useRef, type ReactElement } from "react";
import { TeamworkConnect, type TeamworkConnectCallbacks, type TeamworkConnectProps } from "teamwork-connect/react";
import type { Connection, Draft, ErrorDetail, TeamworkConnectElement } from "teamwork-connect";

const draft: Draft = { apiType: "projects", region: "eu" };
const callbacks: TeamworkConnectCallbacks = {
  onReady: ({ connectionId }) => say(connectionId),
  onChange: ({ value, changed }) => say(value.siteName, ...changed),
  onDirty: (dirty: boolean) => say(dirty),
  onSaved: (connection: Connection, event) => say(connection.id, event.detail.connection.name),
  onAuthorized: ({ signedInAs }) => say(signedInAs),
  onError: ({ code, detail }: ErrorDetail) => say(code, detail),
  onCancel: (event) => event.preventDefault(),
  onDone: ({ id }, event) => id === "" && event.preventDefault(),
};
const props: TeamworkConnectProps = { backend: "/api", connectionId: undefined, headingLevel: 3, authorize: "popup" };

export function Page(): ReactElement {
  const panel = useRef<TeamworkConnectElement>(null);
  return (
    <section>
      <TeamworkConnect
        ref={panel}
        key="panel"
        {...props}
        {...callbacks}
        value={draft}
        messages={{ "title.create": "Connect" }}
        links={{ apiKey: "https://help.example/key" }}
        getHeaders={async () => ({ Authorization: "Bearer token" })}
        className="wide"
        style={{ maxWidth: 600 }}
        id="panel"
        data-section="connections"
        onKeyDown={(event) => say(event.key)}
      />
      <button onClick={() => panel.current?.save().then(({ connection }) => say(connection.id))}>Save</button>
      <button onClick={() => panel.current?.requestClose().then(say)}>{String(panel.current?.dirty)}</button>
    </section>
  );
}

// @ts-expect-error
export const wrongName = <TeamworkConnect backed="/api" />;
// @ts-expect-error
export const attribute = <TeamworkConnect theme="pink" />;
// @ts-expect-error
export const secret = <TeamworkConnect value={{ apiKey: "key" }} />;
// @ts-expect-error
export const told = <TeamworkConnect onSaved={({ apiKey }) => say(apiKey)} />;
// @ts-expect-error
export const child = <TeamworkConnect>text</TeamworkConnect>;
// @ts-expect-error
export const notElement = createElement(TeamworkConnect, { ref: { current: document.body } });

function say(...words: (string | number | boolean | null | undefined)[]): void {
  document.title = words.join(" ");
}
