package io.llmloadtest.runner;

import io.llmloadtest.runner.command.ForeignCommand;
import java.util.stream.Collectors;

/** A command ran, and left nothing that could be judged. The message is for the user. */
public final class NoResultException extends Exception {

    private static final long serialVersionUID = 1L;

    NoResultException(String what, int exitCode) {
        super(what + (exitCode == 0
                ? ""
                : "; the command ended with exit code " + exitCode
                        + ", what it printed above says why"));
    }

    /** What to say when no file was found. */
    static String nothingFound(ForeignCommand command) {
        String places = command.results().stream()
                .map(place -> place.toString().isEmpty() ? "this folder" : place.toString())
                .collect(Collectors.joining(", "));
        String advice = command.missingOptions().map(options -> "add " + options + " to the command")
                .orElse("name it with --result FILE");
        return "the command wrote no result that can be read (looked in " + places + "); " + advice;
    }
}
