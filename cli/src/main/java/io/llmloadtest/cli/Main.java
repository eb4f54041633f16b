package io.llmloadtest.cli;

/** Placeholder until the commands are here. */
public final class Main {
    private Main() {
    }

    /** Prints the usage. */
    public static void main(String[] arguments) {
        System.out.println("usage: llm-loadtest COMMAND " + String.join(" ", arguments));
    }
}
