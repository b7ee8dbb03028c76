import { useState } from "react";
import type { Connection } from "teamwork-connect";
import { TeamworkConnect } from "teamwork-connect/react";

const messages = { "title.create": "Connect to Teamwork" };

export function App() {
  const [connections, setConnections] = useState<Connection[]>([]);
  const [current, setCurrent] = useState<string>();

  function keep(connection: Connection) {
    setConnections((all) => [...all.filter(({ id }) => id !== connection.id), connection]);
    setCurrent(connection.id);
  }

  return (
    <main>
      <TeamworkConnect
        backend="/api"
        connectionId={current}
        messages={messages}
        onSaved={keep}
        onAuthorized={keep}
        onCancel={() => setCurrent(undefined)}
        onDone={() => setCurrent(undefined)}
      />
      <h2>Saved connections</h2>
      <ul>
        {connections.map(({ id, name, status }) => (
          <li key={id}>
            {name} ({status}) <button onClick={() => setCurrent(id)}>Edit {name}</button>
          </li>
        ))}
      </ul>
      <button onClick={() => setCurrent(undefined)}>New connection</button>
    </main>
  );
}
