/**
 * The server's content security policy lets only those styles in that carry the nonce of its
 * answer. Mantine asks for it; what dialogs bring along (react-remove-scroll) looks for webpack's
 * global.
 */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

Object.assign(window, { __webpack_nonce__: nonce });

export const styleNonce = () => nonce;
