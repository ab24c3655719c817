/** What stands in the way of switching sync on, and why something of it was not done. */
export const syncSwitchEn = {
  obstacle: {
    not_in_map: 'It is no longer in the map. It can only be switched off.',
    not_connected: '{left} or {right} is not connected, or cannot do this.',
    no_dry_run: 'Do a dry run first: it shows what would change, and writes nothing.',
    old_dry_run: 'The last dry run is more than 7 days old. Do another one to see what would change now.',
    no_right_to_write:
      'Sync may not write to {system}. Connect it again on the Setup page; it asks for the right to write now.',
  },
  commandRefused: {
    not_in_map: 'It is no longer in the map.',
    not_connected: '{left} or {right} is not connected.',
    no_dry_run: 'A dry run has to finish first.',
    old_dry_run: 'The last dry run is more than 7 days old.',
    no_right_to_write: 'Sync may not write to {left} or {right}. Connect it again on the Setup page.',
    switched_off: 'It is switched off. Nothing of it is written.',
    nothing_to_approve: 'The last comparison was not held back: there is nothing to approve.',
    under_way: 'One is under way or paused already.',
    aside: 'This field no longer matches the map on one side. It is neither compared nor written.',
    not_under_way: 'It has ended, or is already running again.',
  },
} as const;
