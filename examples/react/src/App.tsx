import { useState } from "react";
import type { Connection } from "teamwork-connect";
import "teamwork-connect/element";

/** A page with the panel, and what came of it. */
export function App() {
  const [connection, setConnection] = useState<Connection>();
  return (
    <main>
      <h1>Connect to Teamwork.com</h1>
      <teamwork-connect
        backend="/api"
        onteamwork-saved={({ detail }) => setConnection(detail.connection)}
        onteamwork-authorized={({ detail }) => setConnection(detail.connection)}
      />
      <p role="status">{connection && `${connection.name} is ${connection.status}.`}</p>
    </main>
  );
}
