package io.llmloadtest.it;

import java.util.ArrayList;
import java.util.List;

/** A line for the shell, taken apart into commands and their words, as far as documentation goes. */
final class ShellWords {

    private final List<List<String>> commands = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean begun;
    private boolean redirected;

    private ShellWords() {
    }

    /** The commands in a line, without comments, redirections, and variables that are set before them. */
    static List<List<String>> commands(String line) {
        ShellWords parser = new ShellWords();
        parser.read(line);
        return parser.commands;
    }

    private void read(String line) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                begun = true;
            } else if (c == '#' && !begun) {
                break;
            } else if (Character.isWhitespace(c)) {
                endWord();
            } else if (c == '>' || c == '<') {
                dropDescriptor();
                redirected = true;
            } else if (c == '|' || c == ';' || (c == '&' && !redirected)) {
                endCommand();
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("a quote is not closed: " + line);
        }
        endCommand();
    }

    /** The 2 of {@code 2>file}. */
    private void dropDescriptor() {
        if (word.toString().matches("[0-9]")) {
            word.setLength(0);
            begun = false;
        }
        endWord();
    }

    private void endWord() {
        if (begun && redirected) {
            redirected = false;
        } else if (begun && !(words.isEmpty() && word.toString().matches("[A-Za-z_][A-Za-z0-9_]*=.*"))) {
            words.add(word.toString());
        }
        word.setLength(0);
        begun = false;
    }

    private void endCommand() {
        endWord();
        redirected = false;
        if (!words.isEmpty()) {
            commands.add(words);
        }
        words = new ArrayList<>();
    }
}
