package io.llmloadtest.runner;

import io.llmloadtest.text.ConsoleBook;
import io.llmloadtest.text.Line;
import java.nio.file.Path;
import java.util.Map;

/**
 * What weakens a judgement of loose pieces.
 *
 * @param piece the file that it is about
 * @param line what it is
 * @param values the numbers in it
 */
public record PieceNote(Path piece, Line line, Map<String, String> values) {

    public PieceNote {
        values = Map.copyOf(values);
    }

    /** The note in the language of a book. */
    public String in(ConsoleBook book) {
        return piece + ": " + book.say(line, values);
    }
}
