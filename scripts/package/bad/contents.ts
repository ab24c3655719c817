import { bad, drop, put } from './change.ts';
import { png } from './good-package.ts';

const ICON = 'assets/icon_nav_bar.svg';
const icon = (inner: string) => put(ICON, `<svg xmlns="http://www.w3.org/2000/svg">${inner}</svg>`);

export const badContents = [
  bad('holds a packed map of its code', put('assets/a.js.gz', 'a'), 'unsupported_mime_type_detected'),
  bad('holds a PDF under another name', put('assets/a.txt', '%PDF-1.7'), 'unsupported_mime_type_detected'),
  bad('has a picture for an icon', icon('<image href="a.png"/>'), 'bitmap_in_svg'),
  bad('has a script in its icon', icon('<script>1</script>'), 'sanitised_svg'),
  bad('has a handler in its icon', icon('<path onclick="a()"/>'), 'sanitised_svg'),
  bad('has no drawing for an icon', put(ICON, 'a'), 'dirty_svg'),
  bad('has no icon', drop(ICON), 'listing.missing_icon'),
  bad('has a banner that is no PNG', put('assets/banner.png', 'a'), 'banner.invalid_format'),
  bad('has a banner of another size', put('assets/banner.png', png(800, 200)), 'banner.invalid_size'),
  bad('has no logo', drop('assets/logo.png'), 'listing.missing_logo'),
  bad('has a logo of another size', put('assets/logo.png', png(256, 256)), 'listing.invalid_logo'),
  bad('has a logo without transparency', put('assets/logo-small.png', png(128, 128, 2)), 'listing.invalid_logo'),
  bad('loads a plain address', put('assets/a.js', 'fetch("http://example.com")'), 'insecure_http_request'),
  bad(
    'names SVG in the open',
    put('assets/a.html', '<i data-ns="http://www.w3.org/2000/svg">'),
    'insecure_http_request',
  ),
  bad('holds what looks like a token', put('assets/a.js', 'const token = "abcdef0123"'), 'application_secret'),
  bad('holds a private key', put('assets/a.xml', '-----BEGIN RSA PRIVATE KEY-----'), 'application_secret'),
  bad('holds a word for a credential', put('assets/a.js', 'el.passive = 1'), 'generic_secrets'),
];
