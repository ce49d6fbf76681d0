// Cuts texts into records as Beats' reader of multi-line records does (libbeat/reader/multiline/pattern.go): a line at a time, asked by Go's
// regexp whether it belongs to the record that is open. Reads a line of JSON for each text from stdin, writes the records as one.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
)

type question struct {
	Pattern string `json:"pattern"`
	Negate  bool   `json:"negate"`
	Match   string `json:"match"`
	Text    string `json:"text"`
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(make([]byte, 1<<20), 1<<28)
	out := json.NewEncoder(os.Stdout)
	for in.Scan() {
		var asked question
		must(json.Unmarshal(in.Bytes(), &asked))
		pattern, err := regexp.Compile(asked.Pattern)
		if err != nil {
			must(out.Encode(map[string]string{"error": err.Error()}))
			continue
		}
		must(out.Encode(map[string][]string{"records": records(asked, pattern)}))
	}
	must(in.Err())
}

func records(asked question, pattern *regexp.Regexp) []string {
	made := []string{}
	open := []string{}
	for _, line := range lines(asked.Text) {
		if len(open) > 0 {
			told := line
			if asked.Match == "before" {
				told = open[len(open)-1]
			}
			if pattern.MatchString(told) == asked.Negate {
				made = append(made, strings.Join(open, "\n"))
				open = nil
			}
		}
		open = append(open, line)
	}
	if len(open) > 0 {
		made = append(made, strings.Join(open, "\n"))
	}
	return made
}

func lines(text string) []string {
	all := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for at, line := range all {
		all[at] = strings.TrimSuffix(line, "\r")
	}
	return all
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}
