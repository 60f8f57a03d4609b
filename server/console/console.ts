/**
 * The operator's console (docs/wires/text.md "The console"): whoever sits at the server itself
 * speaks the language of terminals, with the role host. Who that is, is decided by the program that
 * hands over these streams; no connection ever leads here.
 */
import { CONSOLE_NAMES } from '../../protocol/reserved-names';
import type { GatewayContext } from '../gateways/gateway';
import { TextPeer } from '../gateways/text/peer';
import { Visit } from '../gateways/text/visit';
import type { RunningHub } from '../hub/api';
import type { ConsoleStreams } from '../options';
import { StreamConnection } from './stream-connection';

/**
 * At a terminal the operator is in the lobby at once; otherwise with the first line, so that a
 * server whose input is empty has no visitor. Returns its end. Never throws.
 */
export function openConsole(
  { input, output, language = 'en' }: ConsoleStreams,
  context: GatewayContext,
  hub: RunningHub,
): () => void {
  const connection = new StreamConnection(output);
  const peer = new TextPeer(connection, context, {
    language,
    enter: async (sink) => new Visit(hub, await hub.enterOperator(CONSOLE_NAMES[language], sink)),
  });
  const take = (chunk: Buffer | string) => peer.data(Buffer.from(chunk as string));
  const end = () => peer.ended();
  connection.open(peer, input, () => {
    input.off('data', take).off('end', end).off('error', end);
    input.pause();
  });
  input.on('data', take).once('end', end).on('error', end);
  if ((input as { isTTY?: boolean }).isTTY) peer.comeIn();
  return () => connection.end();
}
