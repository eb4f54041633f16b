package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The page of a run in a real browser, from disk. */
@Isolated
@Tag("real")
class ReportPageTest {

    /** The paper of the style sheet, by day and by night. */
    private static final int WHITE = 0xffffff;
    private static final int NIGHT = 0x14181d;

    @TempDir
    private Path directory;

    @Test
    void aRunLeavesAPageThatABrowserShowsWithoutComplaint() throws Exception {
        Path folder = directory.resolve("run");
        Product.Ended demo = Product.run(directory, "demo", "--fault", "http-errors:every=7", "-o", folder.toString());
        assertThat(demo.exit()).as(demo.toString()).isZero();
        Path page = folder.resolve("report.html");
        assertThat(demo.err()).contains("report: " + page);
        Browser browser = new Browser(directory);

        Browser.Opened opened = browser.open(page);
        assertThat(opened.dom()).contains("id=\"verdict\"").contains("id=\"time\"").contains("HTTP 503")
                .doesNotContain("<script");
        assertThat(opened.said()).doesNotContain("CONSOLE");
        assertThat(browser.asked()).as("asked of the network").isEmpty();

        BufferedImage day = browser.picture(page, 1200);
        assertThat(day.getRGB(2, 2) & 0xffffff).isEqualTo(WHITE);
        assertThat(colours(day)).as("banner, text, tables").hasSizeGreaterThan(50);
        BufferedImage night = browser.picture(page, 1200, "--blink-settings=preferredColorScheme=0");
        assertThat(night.getRGB(2, 2) & 0xffffff).isEqualTo(NIGHT);
    }

    @Test
    void aPageThatWantsSomethingFromTheNetworkWouldBeNoticed() throws Exception {
        Path page = directory.resolve("picture.html");
        Files.writeString(page, "<html><body><img src=\"http://127.0.0.1:9/pixel.png\"></body></html>");
        Browser browser = new Browser(directory);
        assertThat(browser.open(page).dom()).contains("<img");
        assertThat(browser.asked()).containsExactly("http://127.0.0.1:9/pixel.png");
    }

    private static Set<Integer> colours(BufferedImage picture) {
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < picture.getWidth(); x += 2) {
            for (int y = 0; y < picture.getHeight(); y += 2) {
                colours.add(picture.getRGB(x, y));
            }
        }
        return colours;
    }
}
