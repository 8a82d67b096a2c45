import { lazy } from 'react';

// With the recorded player comes hls.js, which the grid does not need; settings are seldom opened.
const load = {
  camera: () => import('../camera/CameraPage'),
  health: () => import('../health/HealthPage'),
  account: () => import('../account/AccountPage'),
  inventory: () => import('../cameras/inventory/InventoryPage'),
  add: () => import('../cameras/add/AddPage'),
  administration: () => import('../administration/AdministrationPage'),
};

export const CameraPage = lazy(() => load.camera().then((module) => ({ default: module.CameraPage })));
export const HealthPage = lazy(() => load.health().then((module) => ({ default: module.HealthPage })));
export const AccountPage = lazy(() => load.account().then((module) => ({ default: module.AccountPage })));
export const InventoryPage = lazy(() => load.inventory().then((module) => ({ default: module.InventoryPage })));
export const AddPage = lazy(() => load.add().then((module) => ({ default: module.AddPage })));
export const AdministrationPage = lazy(() =>
  load.administration().then((module) => ({ default: module.AdministrationPage })),
);

/** By then the first page has its pictures. */
const settledMillis = 3_000;

/**
 * Fetches the other pages once the first one is there, so that they open at once.
 *
 * @returns ends it, if it has not begun
 */
export function fetchPagesLater(): () => void {
  const timer = setTimeout(() => {
    for (const fetchPage of Object.values(load)) {
      fetchPage().catch(() => {
        // It is fetched again when it is opened, and says then what is wrong.
      });
    }
  }, settledMillis);
  return () => clearTimeout(timer);
}
