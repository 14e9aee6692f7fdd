declare const brand: unique symbol;

/** A type that only its own module can make: two ids of one shape do not mix. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
