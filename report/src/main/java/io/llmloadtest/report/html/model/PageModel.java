package io.llmloadtest.report.html.model;

import freemarker.core.TemplateHTMLOutputModel;
import java.util.List;
import java.util.Map;

/**
 * The whole page.
 *
 * @param language of its words, as a tag of HTML
 * @param title its title
 * @param run the run's name
 * @param policy what the browser may do with it: the content of a content security policy
 * @param style the style sheet
 * @param words the words of the template itself, by name
 * @param banner the verdict
 * @param sections what follows, in order
 * @param foot the last line
 */
public record PageModel(String language, String title, String run, String policy, TemplateHTMLOutputModel style,
        Map<String, String> words, Banner banner, List<Section> sections, String foot) {

    public PageModel {
        run = Plain.of(run, 200);
        words = Map.copyOf(words);
        sections = List.copyOf(sections);
    }
}
