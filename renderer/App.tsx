import { CSPProvider } from '@base-ui/react/csp-provider';
import { selectOpenServer } from './store/selectors';
import { useStore } from './store/store';
import { Toaster } from './ui/Toaster';
import { TooltipProvider } from './ui/Tooltip';

/** Which screen: the welcome screen while no server is open. Dialogs lie over either. */
const Screen = () => {
  const booted = useStore((state) => state.booted);
  const server = useStore(selectOpenServer);
  if (!booted) return null;
  return server ? <main>{server.name}</main> : <main />;
};

/** `disableStyleElements`: the content security policy allows no injected style element. */
export const App = () => (
  <CSPProvider disableStyleElements>
    <TooltipProvider delay={500}>
      <Screen />
      <Toaster />
    </TooltipProvider>
  </CSPProvider>
);
