import { customer, maya, note, type Told } from './told.ts';

/** Customers who are who they say they are; the question is what they bought and whether they paid. */
export const payingConversations: Readonly<Record<string, Told>> = {
  healthy_enterprise: {
    letter: `Hi team,

… We pull the full workspace every Monday for our board report, about 140,000 rows. Up to last week it took two minutes or so. Today it says “Preparing file” and then the page just reloads.

I need the file by 3 pm London time. Is there another way to get it?

Thanks,
Dana Whitfield
Northwind Traders`,
    replies: [
      note(
        'Chidi Eze',
        'Came in through triage. Looks like the export slowdown from this morning, please check before you diagnose.',
      ),
      customer(
        'Dana Whitfield',
        'One more thing: smaller exports (one month) do work for me, it is only the full one that stops. Hope that helps.',
      ),
    ],
  },
  past_due: {
    letter: `Hello,

… The transfer left our bank on the 14th, reference 2026-1108. I can send the bank’s confirmation if you need it.

My colleagues are worried that we will be switched off. Can you confirm that this will not happen?

Kind regards,
Tomás Herrera`,
    replies: [
      maya('Hello Tomás, thank you for writing in. I am looking at your account now and will come back to you today.'),
      note(
        'Ruth Abara',
        'If RevOps confirms the transfer, they can pause the reminders. Do not promise it before they say so.',
      ),
    ],
  },
  suspended: {
    letter: `Good morning,

… Our dispatchers see “not included in your plan” where the map used to be. We did not cancel anything.

Could you switch it on again? We have forty trucks on the road.

Ngozi Balogun
Meridian Freight`,
    replies: [customer('Ngozi Balogun', 'Any news? The dispatch office is asking me every ten minutes.')],
  },
  trialing: {
    letter: `Hi,

… We use Okta. After the redirect we get “Invalid response” and land on your login page again. The guide mentions a certificate, but I cannot find where to upload it.

We would like to decide this week, so a quick answer would be great.

Imogen`,
    replies: [
      maya(
        'Hi Imogen, thanks for trying us out. Could you tell me whether you see the error with every account, or only with the ones invited before SSO was switched on?',
      ),
      customer('Imogen Sable', 'With every account, including a brand new one.'),
    ],
  },
  paused: {
    letter: `Hello support,

… The new clinic in Bergen opens on 11 January and twelve people there will need access on that day.

Do we have to do anything, or does it start by itself?

Sunniva Haug
Oakhollow Clinics`,
    replies: [maya('Hello Sunniva, congratulations on the new clinic! Let me check what has to happen on our side.')],
  },
  zero_decimal_currency: {
    letter: `Hello,

… It happens for about one in twenty, always “job.finished”. The second copy has the same id and arrives 3 to 8 seconds later. Our robots then start the same job again, which is dangerous on the line.

We now filter by id, but please tell us whether this will be repaired.

Haruka Minami
Hoshizora Robotics`,
    replies: [note('Chidi Eze', 'Asked them for two ids with timestamps so that we can look in the delivery log.')],
  },
  three_decimal_currency: {
    letter: `Dear support,

… The header row appears as question marks, the cells below are fine. The file is UTF-8, I checked it in two editors. Excel opens it correctly.

Regards,
Fahad`,
    replies: [],
  },
  unknown_words: {
    letter: `hey,

we were moved to Galaxy last month and nobody told us what is in it. … And do we keep the priority queue?

cheers, Wren`,
    replies: [note('Maya Lindqvist', 'I do not find Galaxy in the plan overview. Asking RevOps what it includes.')],
  },
  sandbox_data: {
    letter: `Good afternoon,

… Our first term ends on 30 January, and monthly reports cut it in two. A date range that we can save would be enough.

Piotr Zawadzki
Kopernik Schools`,
    replies: [],
  },
  no_subscription: {
    letter: `Aloha,

we plan to move our event planning to you in spring. … And is there a discount if we pay for the year?

Mahalo,
Leilani Kahale`,
    replies: [],
  },
  legacy_shape: {
    letter: `Hi there,

we are winding the studio down at the end of our term. … We have nine years of drawings in it and need them for the tax office.

Is there a read-only plan, or a way to export everything at once?

Aoife`,
    replies: [
      maya(
        'Hi Aoife, I am sorry to hear that. There is a way to take everything with you, I am checking the details for your account.',
      ),
    ],
  },
  invoice_open: {
    letter: `Hello,

… We get 429 from time to time when our nightly job runs, around 02:00 Prague time. The documentation says “depends on your plan”.

Marek Dvořák
Bohemia Labs`,
    replies: [],
  },
};
