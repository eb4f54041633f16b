package io.llmloadtest.report;

/** A colour of the terminal. */
enum Ink {
    GREEN("32"), YELLOW("33"), RED("31"), FAINT("2"), BOLD("1");

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    String on(String text, Style style) {
        return style.colour() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
