package io.llmloadtest.report.html;

/** The inks of the style sheet by what they stand for: the client's and the server's are the same in every chart. */
final class Inks {

    static final int CLIENT = 1;
    static final int SERVER = 2;
    static final int QUEUE = 3;
    static final int MINOR = 4;
    static final int TROUBLE = 5;

    /** How many there are. */
    static final int COUNT = 6;

    private Inks() {
    }
}
