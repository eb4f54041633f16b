package io.llmloadtest.compare.likeness;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In what runs may differ. */
public enum Aspect {
    /** The kind of call. */
    ENDPOINT(true),
    /** The model that was asked. */
    MODEL(true),
    /** Streams or whole answers, and what each chunk tells. */
    STREAMING(true),
    /** Tokens in and out, as planned and as measured. */
    LENGTHS(true),
    /** Where prompts come from, and how they make conversations. */
    PROMPTS(true),
    /** What the bodies ask for beside model, prompt and length. */
    SAMPLING(true),
    /** Concurrencies and rates. */
    LEVELS(true),
    /** Requests before each level. */
    WARM_UP(true),
    /** What the server may have found in its cache. */
    CACHE(true),
    /** How the server is reached. */
    NETWORK_PATH(true),
    /** How connections are used. */
    CONNECTIONS(true),
    /** The server's address. */
    SERVER(false),
    /** The server's kind and version. */
    SERVER_VERSION(false),
    /** How its engine is set up, by its own words. */
    ENGINE(false),
    /** The flags it was started with, by its own words. */
    FLAGS(false),
    /** The client's version, clock, priority and machine. */
    CLIENT(false),
    /** Requests, time, seed, time-out, limits of goodput. */
    SIZE(false);

    private final boolean mustMatch;

    Aspect(boolean mustMatch) {
        this.mustMatch = mustMatch;
    }

    /** Whether runs that differ in it are refused. The others are what one usually compares, and are told. */
    public boolean mustMatch() {
        return mustMatch;
    }

    /** Its name in options and documents. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The aspect of that name; empty when there is none. */
    public static Optional<Aspect> named(String key) {
        return Arrays.stream(values()).filter(aspect -> aspect.key().equals(key)).findFirst();
    }
}
