package io.llmloadtest.cli.config;

/** A plan, a variable or a profile that cannot be used. The message names the place and is meant for the user. */
public final class ConfigurationMistake extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConfigurationMistake(String message) {
        super(message);
    }

    static ConfigurationMistake at(String place, String what) {
        return new ConfigurationMistake(place + ": " + what);
    }
}
