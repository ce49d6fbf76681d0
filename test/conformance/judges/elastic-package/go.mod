module elasticpackage

go 1.26.0

require github.com/elastic/elastic-package v0.126.0
