"""Skills of other work than software, and what German, French and Spanish postings call a skill."""

from typing import Final

SKILLS_WRITTEN: Final = """
account management; accounts payable; accounts receivable; ACLS; administrative support; advertising; Arabic; barista;
billing; BLS; blueprint reading; brand management; building maintenance; calendar management; carpentry;
case management; cash flow; cash handling; change management; childcare; classroom management; clinical research;
clinical trials; CNC; coaching; cold calling; communication; community management; conflict resolution; contract law;
contract management; contract negotiation; cost accounting; cost control; counseling; CPA; CPR; crisis management;
cross-selling; curriculum development; data entry; data protection; DATEV; dementia care; digital marketing;
driving licence; due diligence; Dutch; early childhood education; editing; EHR; elderly care; electrical engineering;
electronics; email marketing; employee relations; employment law; Epic; event planning; facility management;
field service; financial analysis; financial modeling; financial planning; financial reporting; financial statements;
first aid; fleet management; food preparation; food safety; forklift; French; front desk; fundraising; GAAP; German;
Google Ads; Google Classroom; grant writing; HACCP; health and safety; hospitality; housekeeping; human resources;
HVAC; hydraulics; IEP; IFRS; industrial engineering; infection control; inventory management; invoicing; ISO 9001;
Italian; ITIL; Japanese; journalism; kitchen management; labor law; landscaping; lead generation;
lease administration; legal research; lesson planning; litigation; machining; Mandarin; manufacturing;
market research; mechanical engineering; mediation; medical billing; medical coding; medical records;
medical terminology; medication administration; merchandising; Microsoft Office; month-end close; nursing; nutrition;
office management; onboarding; order picking; Outlook; paralegal; patient assessment; patient care; patient education;
performance management; pharmacy; phlebotomy; photography; physical therapy; PLC; plumbing; PMP; point of sale;
Polish; Portuguese; preventive maintenance; PRINCE2; process improvement; production planning; proofreading;
property management; public relations; purchasing; quality control; quality management; radiology; Registered Nurse;
revenue management; risk assessment; route planning; safeguarding; sales forecasting; scheduling; SHRM; Six Sigma;
social media; social work; software development; soldering; special education; strategic planning; student assessment;
surgical nursing; talent acquisition; tax law; tax preparation; teaching; teamwork; telesales; translation;
treatment planning; triage; tutoring; underwriting; upselling; vendor management; vital signs; warehouse management;
welding; wound care; Xero
"""
# What is written elsewhere, and what it is called here.
ELSEWHERE_WRITTEN: Final = """
Projektmanagement=project management; Projektleitung=project management; Buchhaltung=accounting;
Rechnungswesen=accounting; Buchführung=bookkeeping; Lohnabrechnung=payroll; Entgeltabrechnung=payroll;
Kundenservice=customer service; Kundenbetreuung=customer service; Kundenberatung=customer service; Vertrieb=sales;
Verkauf=sales; Einkauf=procurement; Beschaffung=procurement; Logistik=logistics; Lagerlogistik=warehouse management;
Englisch=English; Englischkenntnisse=English; Deutsch=German; Deutschkenntnisse=German; Französisch=French;
Spanisch=Spanish; Führerschein=driving licence; Teamfähigkeit=teamwork; Teamarbeit=teamwork;
Kommunikationsfähigkeit=communication; Kommunikationsstärke=communication; MS Office=Microsoft Office;
MS-Office=Microsoft Office; Office-Paket=Microsoft Office; Maschinenbau=mechanical engineering;
Elektrotechnik=electrical engineering; Qualitätssicherung=quality assurance; Qualitätsmanagement=quality management;
Vertragsrecht=contract law; Arbeitsrecht=employment law; Steuerrecht=tax law; Krankenpflege=nursing;
Pflegefachkraft=nursing; Altenpflege=elderly care; Erste Hilfe=first aid; Wundversorgung=wound care;
Schweißen=welding; Staplerschein=forklift; Gabelstapler=forklift; SPS=PLC; Datenanalyse=data analysis;
maschinelles Lernen=machine learning; Softwareentwicklung=software development; Datenschutz=data protection;
Öffentlichkeitsarbeit=public relations; Personalwesen=human resources; Personalgewinnung=recruiting;
Arbeitssicherheit=health and safety; Arbeitsschutz=health and safety; Controlling=controlling;
Führungserfahrung=leadership; Personalführung=leadership; Veranstaltungsmanagement=event planning;
Rechnungsstellung=invoicing; Jahresabschluss=financial statements; Datenbanken=relational databases;
gestion de projet=project management; gestion de projets=project management; comptabilité=accounting;
anglais=English; allemand=German; espagnol=Spanish; français=French; permis B=driving licence;
relation client=customer service; service client=customer service; relation clientèle=customer service; vente=sales;
achats=procurement; paie=payroll; facturation=invoicing; logistique=logistics; marketing digital=digital marketing;
ressources humaines=human resources; recrutement=recruiting; travail d'équipe=teamwork; esprit d'équipe=teamwork;
soins infirmiers=nursing; premiers secours=first aid; soudure=welding; plomberie=plumbing; enseignement=teaching;
analyse de données=data analysis; apprentissage automatique=machine learning; pack Office=Microsoft Office;
contrôle de gestion=controlling; droit du travail=employment law; développement logiciel=software development;
gestion de stock=inventory management; management d'équipe=team leadership; bases de données=relational databases;
gestión de proyectos=project management; contabilidad=accounting; inglés=English; alemán=German; francés=French;
español=Spanish; carnet de conducir=driving licence; permiso de conducir=driving licence;
atención al cliente=customer service; ventas=sales; compras=procurement; nóminas=payroll; facturación=invoicing;
logística=logistics; marketing digital=digital marketing; recursos humanos=human resources;
trabajo en equipo=teamwork; enfermería=nursing; primeros auxilios=first aid; soldadura=welding;
fontanería=plumbing; enseñanza=teaching; análisis de datos=data analysis;
aprendizaje automático=machine learning; desarrollo de software=software development;
bases de datos=relational databases; liderazgo=leadership; inventario=inventory management;
driver's license=driving licence; driver’s license=driving licence; drivers license=driving licence;
driving license=driving licence; driver license=driving licence; customer support=customer service;
customer care=customer service; HR=human resources; RN=Registered Nurse; EMR=EHR; electronic health records=EHR;
electronic medical records=EHR; point-of-sale=point of sale; lesson plans=lesson planning;
financial modelling=financial modeling; counselling=counseling; labour law=labor law; team player=teamwork;
team work=teamwork; communication skills=communication; copy editing=editing; MS Word=Microsoft Office;
PR=public relations; social media management=social media; social media marketing=social media;
talent management=human resources; e-mail marketing=email marketing; fork lift=forklift; teaching certificate=teaching;
leadership skills=leadership; presentation skills=presentation; auditing=audit; pivot tables=Excel
"""
KINDS: Final = (
    ("bookkeeping programs", "QuickBooks NetSuite Xero DATEV SAP"),
    ("systems for customers", "Salesforce HubSpot CRM"),
    ("life-saving courses", "BLS ACLS CPR first_aid"),
    ("rules of accounting", "GAAP IFRS"),
    ("certificates of project management", "PMP PRINCE2"),
    ("work with payments", "accounts_payable accounts_receivable invoicing billing"),
)


def elsewhere() -> dict[str, str]:
    """By how it is written, in small letters."""
    entries = (entry.split("=", 1) for entry in " ".join(ELSEWHERE_WRITTEN.split()).split("; "))
    return {written.strip().casefold(): name.strip() for written, name in entries}
