package io.llmloadtest.it;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Debian's Chromium without a window, each time with a profile of its own. All it wants from the network it wants from a proxy
 * that is not there.
 *
 * @param directory where profiles and pictures go
 */
record Browser(Path directory) {

    private static final long LONGEST_SECONDS = 60;

    /** The start of a request in a network log, as Chromium 156 writes it: one event a line. */
    private static final Pattern ASKED = Pattern
            .compile("\"network_isolation_key\":\"file://.*\"url\":\"((?:https?|wss?):[^\"]*)\"");

    /**
     * A page that was opened.
     *
     * @param dom what the browser made of it
     * @param said what it wrote on stderr, the page's console included
     */
    record Opened(String dom, String said) {}

    Opened open(Path page) throws IOException, InterruptedException {
        Path dom = directory.resolve("dom.html");
        Path said = directory.resolve("browser.err");
        run(List.of("--dump-dom", "--enable-logging=stderr", "--log-net-log=" + netLog()), page, dom, said);
        return new Opened(Files.readString(dom), Files.readString(said));
    }

    /**
     * The addresses that the page opened last wanted something from. The browser asks for things of its own as well, on behalf
     * of other sites; what a page from disk wants is kept apart under the key {@code file://}.
     */
    List<String> asked() throws IOException {
        try (Stream<String> events = Files.lines(netLog())) {
            return events.map(ASKED::matcher).filter(Matcher::find).map(asked -> asked.group(1)).toList();
        }
    }

    private Path netLog() {
        return directory.resolve("net.json");
    }

    BufferedImage picture(Path page, int width, String... flags) throws IOException, InterruptedException {
        Path picture = directory.resolve("page.png");
        List<String> all = new ArrayList<>(
                List.of("--screenshot=" + picture, "--window-size=" + width + ",1000", "--hide-scrollbars"));
        all.addAll(List.of(flags));
        run(all, page, directory.resolve("out"), directory.resolve("err"));
        return ImageIO.read(picture.toFile());
    }

    private void run(List<String> flags, Path page, Path out, Path err) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("chromium", "--headless", "--no-sandbox", "--disable-gpu",
                "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--proxy-server=127.0.0.1:9",
                "--user-data-dir=" + Files.createTempDirectory(directory, "profile")));
        command.addAll(flags);
        command.add(page.toUri().toString());
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the browser did not end: " + Files.readString(err));
        }
    }
}
