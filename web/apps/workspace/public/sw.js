// Lets the app open without a network: its page and the files it is made of are kept as they were
// loaded last. What the API answers is kept by the app itself (features/offline).

const PAGE = 'guichet-page';
const ASSETS = 'guichet-assets';
/** More than one version of the app has; the oldest go first. */
const MOST_ASSETS = 300;

self.addEventListener('install', (event) => {
  event.waitUntil(keepPage().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  // The page is asked for while this program still starts.
  event.waitUntil(self.registration.navigationPreload?.enable());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate' && !pathname.startsWith('/api/')) {
    event.respondWith(newestPage(event));
  } else if (pathname.startsWith('/assets/')) {
    event.respondWith(keptAsset(request));
  }
});

async function keepPage() {
  const cache = await caches.open(PAGE);
  await cache.put('/', await fetch('/', { cache: 'no-cache' }));
}

/** Every address has the same page; without a network it is the one kept last. */
async function newestPage(event) {
  try {
    const page = (await event.preloadResponse) ?? (await fetch(event.request));
    if (page.ok) {
      const kept = page.clone();
      event.waitUntil(caches.open(PAGE).then((cache) => cache.put('/', kept)));
    }
    return page;
  } catch (error) {
    const kept = await caches.match('/', { cacheName: PAGE });
    if (kept) return kept;
    throw error;
  }
}

/** Files are named after what they hold: one that is kept never needs to be asked for again. */
async function keptAsset(request) {
  const cache = await caches.open(ASSETS);
  const kept = await cache.match(request);
  if (kept) return kept;
  const asset = await fetch(request);
  if (asset.ok) {
    await cache.put(request, asset.clone());
    const keys = await cache.keys();
    await Promise.all(keys.slice(0, -MOST_ASSETS).map((key) => cache.delete(key)));
  }
  return asset;
}
