import '@fontsource-variable/inter/opsz.css';
import './app/base.css';
import './app/mantine-styles';
import './app/tokens.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { startOffline } from './features/offline/start';

startOffline();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
