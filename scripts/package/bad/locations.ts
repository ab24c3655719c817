import { bad, both, manifest, put } from './change.ts';

const URL = 'https://example.com/a';
const at = (support: unknown) => manifest({ location: { support } });
const beside = (objectTypes: unknown) => at({ custom_object_record_sidebar: { url: URL, objectTypes } });

export const badLocations = [
  bad('is for another product', manifest({ location: { jira: { panel: URL } } }), 'invalid_host'),
  bad('is in a place that is not there', at({ cellar: URL }), 'invalid_location'),
  bad('has no address', at({ ticket_sidebar: { url: '' } }), 'blank_location_uri'),
  bad('has a plain address', at({ ticket_sidebar: 'http://example.com/a' }), 'invalid_location_uri'),
  bad(
    'has a plain address on this machine by number',
    at({ ticket_sidebar: 'http://127.0.0.1/a' }),
    'invalid_location_uri',
  ),
  bad('leads to a file that is not in it', at({ ticket_sidebar: 'assets/a.html' }), 'invalid_location_uri'),
  bad(
    'leads to a file that is no asset',
    both(at({ ticket_sidebar: 'a.html' }), put('a.html', '')),
    'invalid_location_uri',
  ),
  bad('is flexible in words', at({ ticket_sidebar: { url: URL, flexible: 'yes' } }), 'invalid_location_flexible_type'),
  bad('lists its locations', manifest({ location: ['ticket_sidebar'] }), 'locations_must_be_urls'),
  bad('lists the locations of a product', at(['ticket_sidebar']), 'locations_must_be_urls'),
  bad(
    'asks framework 1 for a modal',
    both(at({ modal: URL }), manifest({ frameworkVersion: '1.0' })),
    'invalid_version',
    'invalid_v1_location',
  ),
  bad('names no object types', beside(undefined), 'object_types_required'),
  bad('names object types elsewhere', at({ modal: { url: URL, objectTypes: ['a'] } }), 'object_types_not_supported'),
  bad('names one object type without a list', beside('car'), 'object_types_must_be_array'),
  bad('has an empty list of object types', beside([]), 'object_types_empty'),
  bad('has a number for an object type', beside([1]), 'object_types_invalid_entries'),
  bad('shows no icon', at({ top_bar: URL }), 'listing.missing_icon'),
];
