package io.llmloadtest.load.dataset;

import io.llmloadtest.load.plan.IllegalPlanException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file that a user named.
 *
 * @param option the option it was named with
 * @param path where it is
 */
record UserFile(String option, Path path) {

    private static final int SHOWN = 80;

    InputStream open() {
        try {
            return Files.newInputStream(path);
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    IllegalPlanException unreadable(IOException failure) {
        String why = failure instanceof NoSuchFileException ? "there is none" : String.valueOf(failure.getMessage());
        return mistake("give a file that can be read (" + why + ")");
    }

    /** What is wrong with the file, as an advice that begins with a verb. */
    IllegalPlanException mistake(String advice) {
        return new IllegalPlanException(option, path.toString(), advice);
    }

    /** What is wrong in one place, such as {@code line 3}, which is shown as far as it tells. */
    IllegalPlanException mistake(String place, String expected, String got) {
        String shown = got.length() > SHOWN ? got.substring(0, SHOWN) + "..." : got;
        String printable = shown.codePoints().map(each -> Character.isISOControl(each) ? ' ' : each)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        return mistake("give in " + place + " " + expected + " instead of \"" + printable + "\"");
    }
}
