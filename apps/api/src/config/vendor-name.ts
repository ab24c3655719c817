/** How a vendor's variables are named. */
export const vendorName = (connector: string, end: string): string => `${connector.toUpperCase()}_${end}`;
