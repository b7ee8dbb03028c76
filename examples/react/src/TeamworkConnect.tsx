import "teamwork-connect/element";
import type { Ref } from "react";
import type {
  Connection,
  ErrorDetail,
  PanelProperties,
  TeamworkConnectAttributes,
  TeamworkConnectElement,
  TeamworkConnectEventMap,
} from "teamwork-connect";

type Events = {
  [Type in keyof TeamworkConnectEventMap as `on${Type}`]?: (event: TeamworkConnectEventMap[Type]) => void;
};

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "teamwork-connect": TeamworkConnectAttributes & PanelProperties & Events & { ref?: Ref<TeamworkConnectElement> };
    }
  }
}

export interface TeamworkConnectProps extends TeamworkConnectAttributes, PanelProperties {
  ref?: Ref<TeamworkConnectElement>;
  onSaved?: (connection: Connection) => void;
  onAuthorized?: (connection: Connection) => void;
  onCancel?: () => void;
  onError?: (error: ErrorDetail) => void;
}

/** The panel. Methods such as `save()` are those of the element that `ref` gets. */
export function TeamworkConnect({ onSaved, onAuthorized, onCancel, onError, ...rest }: TeamworkConnectProps) {
  return (
    <teamwork-connect
      {...rest}
      onteamwork-saved={({ detail }) => onSaved?.(detail.connection)}
      onteamwork-authorized={({ detail }) => onAuthorized?.(detail.connection)}
      onteamwork-cancel={() => onCancel?.()}
      onteamwork-error={({ detail }) => onError?.(detail)}
    />
  );
}
