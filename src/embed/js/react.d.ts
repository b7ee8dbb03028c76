// The types of `teamwork-connect/react`.

import type { ForwardRefExoticComponent, HTMLAttributes, RefAttributes } from "react";
import type {
  Connection,
  ErrorDetail,
  MountOptions,
  TeamworkConnectElement,
  TeamworkConnectEventMap,
} from "./index.js";

type Event<Type extends keyof TeamworkConnectEventMap> = TeamworkConnectEventMap[Type];
type Detail<Type extends keyof TeamworkConnectEventMap> = Event<Type>["detail"];

/** The callbacks of a panel. Each receives what its event says, and the event itself. */
export interface TeamworkConnectCallbacks {
  /** The panel is ready. The connection to edit, if any, is loaded. */
  onReady?: ((ready: Detail<"teamwork-ready">, event: Event<"teamwork-ready">) => void) | undefined;
  /** The user changed a setting. */
  onChange?: ((change: Detail<"teamwork-change">, event: Event<"teamwork-change">) => void) | undefined;
  /** The panel has begun or ceased to have unsaved changes. */
  onDirty?: ((dirty: boolean, event: Event<"teamwork-dirty">) => void) | undefined;
  /** The backend has saved the connection. */
  onSaved?: ((connection: Connection, event: Event<"teamwork-saved">) => void) | undefined;
  /** The connection is authorized and now online. */
  onAuthorized?: ((connection: Connection, event: Event<"teamwork-authorized">) => void) | undefined;
  /** Something failed. */
  onError?: ((error: ErrorDetail, event: Event<"teamwork-error">) => void) | undefined;
  /** The user is leaving. Call `preventDefault()` on the event to keep the panel as it is. */
  onCancel?: ((event: Event<"teamwork-cancel">) => void) | undefined;
  /** The user is done, after a success. Call `preventDefault()` on the event to keep the panel as it is. */
  onDone?: ((connection: Connection, event: Event<"teamwork-done">) => void) | undefined;
}

type Own = MountOptions & TeamworkConnectCallbacks;

/**
 * The options of `mount`, the callbacks, and the props of any HTML element. `value` prefills the panel whenever
 * its entries change; there is no need to pass back what the user types.
 */
export interface TeamworkConnectProps
  extends MountOptions,
    TeamworkConnectCallbacks,
    Omit<HTMLAttributes<TeamworkConnectElement>, keyof Own | "children" | "dangerouslySetInnerHTML"> {}

/** The panel. `ref` receives the element, with `save()`, `test()`, and its other methods. */
export declare const TeamworkConnect: ForwardRefExoticComponent<
  TeamworkConnectProps & RefAttributes<TeamworkConnectElement>
>;
