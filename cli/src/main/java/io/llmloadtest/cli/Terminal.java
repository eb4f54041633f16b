package io.llmloadtest.cli;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the place that is written to can show.
 *
 * @param interactive whether stdout is a terminal
 * @param errorInteractive whether stderr is one, so that a line of progress can be written over
 * @param width columns
 * @param colour whether colours are wanted
 * @param unicode whether line-drawing characters arrive
 */
record Terminal(boolean interactive, boolean errorInteractive, int width, boolean colour, boolean unicode) {

    private static final int LEAST_WIDTH = 60;
    private static final int MOST_WIDTH = 160;
    private static final int DEFAULT_WIDTH = 100;

    /** Looks at this process's terminal. */
    static Terminal detect() {
        Map<String, String> environment = System.getenv();
        boolean out = isTerminal("1");
        boolean colour = out && !environment.containsKey("NO_COLOR") && !"dumb".equals(environment.get("TERM"));
        boolean unicode = System.out.charset().equals(StandardCharsets.UTF_8);
        return new Terminal(out, isTerminal("2"), width(environment), colour, unicode);
    }

    private static boolean isTerminal(String descriptor) {
        File link = new File("/proc/self/fd/" + descriptor);
        try {
            String target = link.getCanonicalPath();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException unknown) {
            return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        }
    }

    private static int width(Map<String, String> environment) {
        int columns = number(environment.getOrDefault("COLUMNS", ""));
        if (columns <= 0) {
            columns = ask();
        }
        return columns <= 0 ? DEFAULT_WIDTH : Math.clamp(columns, LEAST_WIDTH, MOST_WIDTH);
    }

    private static int ask() {
        if (!new File("/dev/tty").canRead()) {
            return 0;
        }
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return 0;
            }
            String[] size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip()
                    .split(" ", -1);
            return size.length == 2 ? number(size[1]) : 0;
        } catch (IOException noTerminal) {
            return 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException noNumber) {
            return 0;
        }
    }
}
