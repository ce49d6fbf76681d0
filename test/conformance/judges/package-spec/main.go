// Validates packages as package-spec does. Takes the mode ("source" or "build") and folders or zips; writes a line of JSON for each.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sort"
	"strings"

	"github.com/elastic/package-spec/v3/code/go/pkg/specerrors"
	"github.com/elastic/package-spec/v3/code/go/pkg/validator"
)

type answer struct {
	Path     string   `json:"path"`
	Findings []string `json:"findings"`
}

func main() {
	judge, err := validator.New(validator.Mode(os.Args[1]), validator.WithWarningsAsErrors(false))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	out := json.NewEncoder(os.Stdout)
	for _, path := range os.Args[2:] {
		if err := out.Encode(answer{path, findings(judge, path)}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
}

func findings(judge *validator.Validator, path string) []string {
	validate := judge.ValidateFromPath
	if strings.HasSuffix(path, ".zip") {
		validate = judge.ValidateFromZip
	}
	err := validate(path)
	if err == nil {
		return []string{}
	}
	var many specerrors.ValidationErrors
	if !errors.As(err, &many) {
		return []string{"FATAL " + err.Error()}
	}
	lines := []string{}
	for _, each := range many {
		lines = append(lines, strings.TrimSpace(each.Code()+" "+each.Error()))
	}
	// They come in another order each time.
	sort.Strings(lines)
	return lines
}
